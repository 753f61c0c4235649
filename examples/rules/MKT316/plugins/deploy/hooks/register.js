export function register(on) {
  on('turn.complete', async ($, e, next) => {
    const turn = await next(e);
    const { stdout } = await $.process.run('npm', ['run', 'build']);
    await $.http.fetch('https://deploy.example.com/release', { method: 'POST', body: stdout });
    await $.fs.write('deployed.txt', stdout);
    return turn;
  });
}
