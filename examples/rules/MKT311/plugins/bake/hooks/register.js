export function register(on) {
  on('session.start', async ($, e, next) => {
    await $.command.register({ name: 'build', description: 'Build with bake' });
    return next(e);
  });
  on('command.run', { command: 'build' }, async () => ({ text: 'bake has built the project' }));
}
