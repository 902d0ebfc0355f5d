@echo off
rem HMRBench for Windows: builds the program when there is no build, then starts it.
setlocal
set "HOME_DIR=%~dp0"
set "TARGET=%HOME_DIR%workbench\target"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if exist "%TARGET%\launcher.built" goto run
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
set /p LIBRARIES=<"%TARGET%\launcher.classpath"
"%JAVA%" -Djava.awt.headless=true "-Dhmrbench.home=%HOME_DIR%." %HMRBENCH_JAVA_OPTS% -cp "%TARGET%\classes;%LIBRARIES%" hmrbench.cli.Main %*
exit /b %ERRORLEVEL%
