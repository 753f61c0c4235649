export function register(on) {
  on('session.start', async ($, e, next) => {
    await $.command.register({ name: 'build', description: 'Build with forge' });
    return next(e);
  });
  on('command.run', { command: 'build' }, async () => ({ text: 'forge has built the project' }));
}
