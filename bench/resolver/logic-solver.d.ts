declare module 'logic-solver' {
  type Formula = object | string;
  interface Solution {
    getTrueVars(): string[];
  }
  const Logic: {
    Solver: new () => {
      require(...formulas: Formula[]): void;
      solve(): Solution | null;
      solveAssuming(formula: Formula): Solution | null;
    };
    or(...operands: Formula[]): Formula;
    and(...operands: Formula[]): Formula;
    not(operand: Formula): Formula;
    implies(condition: Formula, consequence: Formula): Formula;
    atMostOne(...operands: Formula[]): Formula;
    /** Without checks of types at run time. */
    disablingAssertions<T>(run: () => T): T;
  };
  export default Logic;
}
