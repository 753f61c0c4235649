/** Loaded before a program (`node --require`): what the program starts finds its process id in `MKT_TEST_PID`. */
process.env.MKT_TEST_PID ??= String(process.pid);
