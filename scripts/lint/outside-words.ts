/*
 * A lint rule of our own: names and other words from outside stand in <bdi> wherever they are shown. A name in Hebrew or
 * Arabic would else turn the words beside it around, a number among them.
 */

/** What such words are called in the desk's state. */
const outside = new Set(['name', 'callerName', 'company', 'referrer', 'said', 'otherName', 'fileName', 'contactName'])

interface Node {
  readonly type: string
  readonly parent?: Node
  readonly expression?: Node
  readonly name?: string | Node
  readonly property?: Node
  readonly operator?: string
  readonly left?: Node
  readonly right?: Node
  readonly consequent?: Node
  readonly alternate?: Node
  readonly expressions?: readonly Node[]
  readonly openingElement?: { readonly name: Node }
}

interface Fixer {
  insertTextBefore(node: Node, text: string): unknown
  insertTextAfter(node: Node, text: string): unknown
}

interface Context {
  report(found: { node: Node; message: string; fix(fixer: Fixer): unknown[] }): void
}

function wordIn(node: Node | undefined): string {
  if (node?.type === 'ChainExpression') return wordIn(node.expression)
  if (node?.type === 'MemberExpression') return wordIn(node.property)
  return node?.type === 'Identifier' && typeof node.name === 'string' ? node.name : ''
}

/** May such words be what this comes to? Whatever it only asks about is not shown. */
function showsOutside(node: Node | undefined): boolean {
  switch (node?.type) {
    case 'LogicalExpression':
      // Of && only an empty left side is ever shown.
      return (node.operator !== '&&' && showsOutside(node.left)) || showsOutside(node.right)
    case 'ConditionalExpression':
      return showsOutside(node.consequent) || showsOutside(node.alternate)
    case 'TemplateLiteral':
      return node.expressions?.some(showsOutside) ?? false
    default:
      return outside.has(wordIn(node))
  }
}

function tagOf(node: Node | undefined): string {
  const name = node?.openingElement?.name.name
  return typeof name === 'string' ? name : ''
}

const inBdi = {
  meta: { type: 'problem', fixable: 'code' },
  create: (context: Context) => ({
    JSXExpressionContainer(node: Node) {
      const { parent, expression } = node
      const isShown = parent?.type === 'JSXElement' || parent?.type === 'JSXFragment'
      if (!isShown || !showsOutside(expression) || tagOf(parent) === 'bdi') return
      context.report({
        node,
        message: 'Words from outside stand in <bdi>, so that they cannot turn around what is beside them.',
        fix: (fixer) => [fixer.insertTextBefore(node, '<bdi>'), fixer.insertTextAfter(node, '</bdi>')],
      })
    },
  }),
}

// Oxlint takes its plugins as default exports.
export default { meta: { name: 'outside-words' }, rules: { 'in-bdi': inBdi } }
