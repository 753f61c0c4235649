/** Lists the texts that users read: every message, help text and phrase of a report in `src/`, with its location. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Phrase {
  readonly file: string;
  readonly line: number;
  /** The text between the quotes; in a template, `${…}` for each value. */
  readonly text: string;
}

/** The phrases of one file: strings and templates of at least two words that are not the path of a module. */
export function phrasesOf(file: string, source: string): Phrase[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const phrases: Phrase[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && /[A-Za-z]{2,}[^A-Za-z/]*\s+[^A-Za-z]*[A-Za-z]{2,}/.test(text)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
      phrases.push({ file, line: line + 1, text });
    }
    if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) ts.forEachChild(node, visit);
  };
  visit(tree);
  return phrases;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `\${…}${literal.text}`).join('');
}

/** The phrases of all files below a folder of the project. */
export function phrasesBelow(folder: string): Phrase[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('generated'))
    .sort()
    .flatMap((name) => phrasesOf(join(folder, name), readFileSync(join(root, folder, name), 'utf8')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = 'src'] = process.argv.slice(2);
  for (const { file, line, text } of phrasesBelow(folder))
    process.stdout.write(`${file}:${line}: ${text.replaceAll('\n', '⏎')}\n`);
}
