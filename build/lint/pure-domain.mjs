const hint = 'domain/ has no clock and no chance of its own: take the value as an argument.';

/** What would make a rule of the trade depend on when and where it runs, as selectors for `no-restricted-syntax`. */
export const impureInDomain = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: hint },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: hint },
  { selector: "CallExpression[callee.name='Date']", message: hint },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: hint },
  { selector: "MemberExpression[object.name='performance']", message: hint },
  { selector: "MemberExpression[object.name='crypto']", message: hint },
  { selector: "MemberExpression[object.name='globalThis']", message: hint },
  { selector: "CallExpression[callee.name=/^(setTimeout|setInterval|queueMicrotask|fetch)$/]", message: hint },
];

/** State with no owner: every instance of a module would share it, in tests too. */
export const moduleState = [
  {
    selector: 'Program > VariableDeclaration[kind=/^(let|var)$/], Program > ExportNamedDeclaration > VariableDeclaration[kind=/^(let|var)$/]',
    message: 'Every piece of state has one owner: no variable that a whole module shares.',
  },
];
