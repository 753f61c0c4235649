/** `3 run code that the lock does not pin (MKT507)`; nothing if none does. */
export const unlockedWords = ({ withUnlockedCode }: { withUnlockedCode: number }): string[] =>
  withUnlockedCode === 0
    ? []
    : [
        `${withUnlockedCode} ${withUnlockedCode === 1 ? 'runs' : 'run'} code that the lock does not pin (MKT507)`,
      ];
