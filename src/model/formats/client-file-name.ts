/** The name of a part's file without its ending: `frontMatter` is in `front-matter`. */
export const clientFileName = (part: string): string =>
  part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
