import type { Seconds } from './records.ts'
import type { State } from './state.ts'

/** Numbers the tree anew. A category whose numbers moved has a new time stamp (recorded). */
export function renumber(state: State, now: Seconds): void {
  let next = 1
  const visit = (parentID: number, path: string, nodeDepth: number): void => {
    const children = [...state.categories.having('parentID', parentID)]
    for (const child of children.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
      const leftNode = next++
      const fullPathName = path === '' ? child.name : `${path}/${child.name}`
      visit(child.categoryID, fullPathName, nodeDepth + 1)
      const place = { leftNode, rightNode: next++, fullPathName, nodeDepth }
      const moved = child.leftNode !== place.leftNode || child.rightNode !== place.rightNode
      state.categories.change(child.categoryID, { ...place, ...(moved && { timeStamp: now }) })
    }
  }
  visit(0, '', 0)
}
