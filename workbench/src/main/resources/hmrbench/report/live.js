// The training goes on: the page loads itself again, where the reader left it.
setTimeout(() => location.reload(), 10000);
