import type { Context } from './context.ts';

/** An artifact that a chosen plugin takes and does not get: in all the formats that it reads. */
export interface UnmetInput {
  readonly plugin: string;
  readonly artifact: string;
  readonly formats: readonly string[];
  /** It works without. */
  readonly optional: boolean;
  /** Who produces it, in formats that do not fit. */
  readonly offered: readonly { readonly plugin: string; readonly format: string }[];
}

/** The open inputs, one for each plugin and artifact. An artifact is needed if any of its formats is not optional. */
export function unmetInputs({ wiring }: Context): UnmetInput[] {
  const inputs = new Map<string, { -readonly [Key in keyof UnmetInput]: UnmetInput[Key] }>();
  for (const { plugin, port, offered } of wiring.open) {
    const key = `${plugin}\n${port.artifact}`;
    const known = inputs.get(key);
    const optional = port.optional === true;
    if (known === undefined)
      inputs.set(key, { plugin, artifact: port.artifact, formats: [port.format], optional, offered });
    else {
      known.formats = [...known.formats, port.format];
      known.optional &&= optional;
    }
  }
  return [...inputs.values()];
}
