/** The peer: fetches the URLs in a file side by side and parses them, in a process of its own. */
import { readFileSync } from 'node:fs';

const urls = JSON.parse(readFileSync(process.argv[2], 'utf8'));
await Promise.all(urls.map(async (url) => (await fetch(url)).json()));
