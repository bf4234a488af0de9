import type { Category } from '../lightspeed/records.ts'
import { opened } from './account.ts'

export type CategoryTree = { rows: Category[]; idOf(path: readonly string[]): number }

/** Makes the tree of these paths, with its numbering; ids go by first appearance. */
export function makeCategories(paths: readonly (readonly string[])[]): CategoryTree {
  const ids = new Map<string, number>()
  const children = new Map<string, string[]>()
  for (const path of paths)
    for (let depth = 1; depth <= path.length; depth++) {
      const full = path.slice(0, depth).join('\n')
      if (ids.has(full)) continue
      ids.set(full, ids.size + 1)
      const parent = path.slice(0, depth - 1).join('\n')
      children.set(parent, [...(children.get(parent) ?? []), full])
    }

  const rows: Category[] = []
  let next = 1
  const visit = (parent: string, parentID: number, nodeDepth: number): void => {
    for (const full of [...(children.get(parent) ?? [])].sort()) {
      const categoryID = ids.get(full) ?? 0
      const leftNode = next++
      visit(full, categoryID, nodeDepth + 1)
      const names = full.split('\n')
      rows.push({
        categoryID,
        name: names.at(-1) ?? '',
        nodeDepth,
        fullPathName: names.join('/'),
        leftNode,
        rightNode: next++,
        createTime: opened,
        timeStamp: opened,
        parentID,
      })
    }
  }
  visit('', 0, 0)
  rows.sort((a, b) => a.categoryID - b.categoryID)
  return { rows, idOf: (path) => ids.get(path.join('\n')) ?? 0 }
}
