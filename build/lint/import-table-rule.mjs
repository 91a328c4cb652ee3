import { relative, sep } from 'node:path';
import { judgeImport } from './import-table.mjs';

/**
 * The import table as an ESLint rule: static, dynamic and re-exporting imports, and `import('…')` types.
 * @type {import('eslint').Rule.RuleModule}
 */
export const importTableRule = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{sentence}}' } },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');

    /**
     * @param {any} node of ESTree, with what typescript-eslint adds to it
     * @param {unknown} specifier
     * @param {boolean} isTypeOnly
     */
    function check(node, specifier, isTypeOnly) {
      if (typeof specifier !== 'string') return;
      const sentence = judgeImport({ file, specifier, isTypeOnly });
      if (sentence !== undefined) context.report({ node, messageId: 'refused', data: { sentence } });
    }

    return {
      ImportDeclaration: (/** @type {any} */ node) => check(node, node.source.value, isTypeImport(node)),
      ExportNamedDeclaration: (/** @type {any} */ node) => check(node, node.source?.value, node.exportKind === 'type'),
      ExportAllDeclaration: (/** @type {any} */ node) => check(node, node.source.value, node.exportKind === 'type'),
      ImportExpression: (/** @type {any} */ node) => check(node, node.source.value, false),
      TSImportType: (/** @type {any} */ node) => check(node, node.source?.value ?? node.argument?.literal?.value, true),
    };
  },
};

/** @param {any} node */
function isTypeImport(node) {
  const isEachOneAType = node.specifiers.length > 0 && node.specifiers.every((/** @type {any} */ one) => one.importKind === 'type');
  return node.importKind === 'type' || isEachOneAType;
}
