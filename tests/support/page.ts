import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;

/** The elements of a page in order, as a browser reads it. */
export function elementsOf(page: string): Element[] {
  const found: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) found.push(node);
    for (const child of 'childNodes' in node ? node.childNodes : []) walk(child);
  };
  walk(parse(page));
  return found;
}

/** The names of the elements with those of their attributes: what hostile text must not change. */
export const shapeOf = (page: string): string[] =>
  elementsOf(page).map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`);

export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

/** All text in an element. */
export function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** The elements with a class. */
export const ofClass = (page: string, name: string): Element[] =>
  elementsOf(page).filter((element) => attributeOf(element, 'class')?.split(/\s+/).includes(name));

/** Links within the page that lead nowhere, and ids that two elements have. */
export function brokenLinks(page: string): string[] {
  const elements = elementsOf(page);
  const ids = elements.flatMap((element) => attributeOf(element, 'id') ?? []);
  const targets = elements.flatMap(
    (element) => /^#(.*)$/s.exec(attributeOf(element, 'href') ?? '')?.[1] ?? [],
  );
  return [
    ...targets.filter((target) => !ids.includes(target)),
    ...ids.filter((id, index) => ids.indexOf(id) !== index),
  ];
}
