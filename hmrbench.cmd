@echo off
rem HMRBench for Windows: builds the program once when its sources are newer than the build, then starts it.
setlocal
set "HOME_DIR=%~dp0"
set "TARGET=%HOME_DIR%workbench\target"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not exist "%TARGET%\launcher.built" goto build
if not exist "%TARGET%\classes\hmrbench\cli\Main.class" goto build
powershell -NoProfile -Command "$built = (Get-Item '%TARGET%\launcher.built').LastWriteTime; $sources = Get-ChildItem -Recurse -File '%HOME_DIR%pom.xml', '%HOME_DIR%workbench\pom.xml', '%HOME_DIR%workbench\src\main'; if ($sources | Where-Object { $_.LastWriteTime -gt $built }) { exit 1 }"
if not errorlevel 1 goto run
:build
echo hmrbench: building ^(once; the first time downloads libraries^) 1>&2
pushd "%HOME_DIR%"
call mvnw.cmd -B -q -Dquick -Dmaven.test.skip=true package -pl workbench 1>&2
if errorlevel 1 (
  popd
  echo hmrbench: the build failed; its messages stand above 1>&2
  exit /b 1
)
popd
echo built> "%TARGET%\launcher.built"
:run
for /f "usebackq delims=" %%L in ("%TARGET%\launcher.classpath") do set "LIBRARIES=%%L"
rem As the bash launcher: full float32 on a GPU.
if not defined NVIDIA_TF32_OVERRIDE set "NVIDIA_TF32_OVERRIDE=0"
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"
set "TIER="
rem As the bash launcher: what is over in seconds does without the optimising compiler.
for %%C in (report compare list plan validate inspect) do if "%~1"=="%%C" set "TIER=-XX:TieredStopAtLevel=1"
if "%~1"=="video" set "TIER=-XX:CompileThresholdScaling=4"
if "%~1"=="video" echo %* | findstr /c:"--render" >nul && set "TIER=-XX:TieredStopAtLevel=1"
if "%~1"=="video" if "%~2"=="render" set "TIER=-XX:TieredStopAtLevel=1"
"%JAVA%" %TIER% -XX:+UseParallelGC -Djava.awt.headless=true "-Dhmrbench.home=%HOME_DIR%." %HMRBENCH_JAVA_OPTS% -cp "%TARGET%\classes;%LIBRARIES%" hmrbench.cli.Main %*
exit /b %ERRORLEVEL%
