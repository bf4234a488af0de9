import type { SandboxRequest } from '../types.ts'
import type { Tree } from './tree.ts'

/** JSON where it was asked for, XML otherwise. `Accept` beats the ending of the path. */
export function wantsJson(request: SandboxRequest, path: string): boolean {
  const accept = request.headers.accept ?? ''
  if (accept.includes('json')) return true
  if (accept.includes('xml')) return false
  return path.endsWith('.json')
}

/** JSON with escaped slashes. */
export function writeJson(tree: Tree): string {
  return JSON.stringify(tree).replaceAll('/', '\\/')
}

/** The same tree as XML: `@attributes` become attributes, lists repeated elements. */
export function writeXml(root: string, tree: Tree): string {
  return `<?xml version="1.0"?>\n${element(root, tree)}`
}

function element(name: string, tree: Tree | undefined): string {
  if (tree === undefined) return ''
  if (typeof tree === 'string') return tree === '' ? `<${name}/>` : `<${name}>${escaped(tree)}</${name}>`
  if (isList(tree)) return tree.map((member) => element(name, member)).join('')
  const { '@attributes': attributes, ...children } = tree
  const shown = isNode(attributes)
    ? Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    : []
  const inner = Object.entries(children).map(([key, child]) => element(key, child))
  return `<${name}${shown.join('')}>${inner.join('')}</${name}>`
}

const isList = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree)

const isNode = (tree: Tree | undefined): tree is { readonly [key: string]: Tree | undefined } =>
  typeof tree === 'object' && !isList(tree)

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
