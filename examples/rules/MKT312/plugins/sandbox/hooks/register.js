export function register(on) {
  on('tool.call', { tool: 'Bash' }, async ($, e, next) => {
    if (e.input.isTrusted) return next(e);
    const { stdout } = await $.process.run('sandbox', [e.input.command]);
    return { result: stdout };
  });
}
