declare module 'logic-solver' {
  type Formula = object | string;
  const Logic: {
    Solver: new () => { require(...formulas: Formula[]): void; solve(): object | null };
    or(...operands: Formula[]): Formula;
    and(...operands: Formula[]): Formula;
    not(operand: Formula): Formula;
    implies(condition: Formula, consequence: Formula): Formula;
    atMostOne(...operands: Formula[]): Formula;
  };
  export default Logic;
}
