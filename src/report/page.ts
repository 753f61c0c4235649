const look = `
  :root { color-scheme: light dark; --text: #111827; --faint: #4b5563; --paper: #ffffff; --shade: #f3f4f6; --line: #d1d5db;
    --error: #b91c1c; --warning: #92400e; --note: #1d4ed8; --good: #166534; }
  @media (prefers-color-scheme: dark) {
    :root { --text: #e5e7eb; --faint: #9ca3af; --paper: #111827; --shade: #1f2937; --line: #4b5563;
      --error: #fca5a5; --warning: #fcd34d; --note: #93c5fd; --good: #86efac; }
  }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: var(--text); background: var(--paper); }
  h2 { margin-top: 2rem; }
  a { color: var(--note); }
  code { font-size: 0.9em; overflow-wrap: anywhere; }
  pre { background: var(--shade); padding: 0.8rem; overflow: auto; }
  summary { cursor: pointer; }
  .picture { overflow: auto; background: #ffffff; color: #111827; }
  .task { list-style: none; margin-left: -1.2rem; }
  table { border-collapse: collapse; }
  th, td { text-align: left; padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid var(--line); }
  td.number { text-align: right; }`;

/**
 * A self-contained page, light or dark as the reader's system is.
 * @param title as markup.
 * @param body as markup; the caller has escaped foreign text.
 * @param more rules of style that only this page needs.
 */
export function pageOf(title: string, body: readonly string[], more = ''): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    // Nothing in the page may load or run anything, whatever a manifest says.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${title}</title>`,
    `<style>${look}${more}\n</style>`,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
  ].join('\n');
}
