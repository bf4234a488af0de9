import { err, ok, type Result } from '../../../shared/result.ts'
import type { PlaceKey } from '../../../shared/rules.ts'
import { type Category, categories } from '../../magento/categories.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Magento } from '../../magento/magento.ts'
import type { Fault } from './fault.ts'

/** The shop's categories as they were read once in a run, and as they are kept since. */
export type ShopTree = ReturnType<typeof createShopTree>

export function createShopTree(magento: Magento) {
  let read: Map<number, Category> | null = null
  let forbidden: MagentoError | null = null
  const faults = new Map<PlaceKey, Fault>()

  /** @param anew where an answer was lost, and nobody knows what the shop holds now */
  async function all(anew = false): Promise<Result<Map<number, Category>, MagentoError>> {
    if (forbidden !== null) return err(forbidden)
    if (read !== null && !anew) return ok(read)
    const found = await categories(magento)
    if (!found.ok) {
      if (found.error.kind === 'permission-missing') forbidden = found.error
      return found
    }
    read = new Map(found.value.map((category) => [category.id, category]))
    return ok(read)
  }
  return {
    all,
    /** What stands right below a category. */
    async below(parentId: number, anew = false): Promise<Result<readonly Category[], MagentoError>> {
      const tree = await all(anew)
      return tree.ok
        ? ok([...tree.value.values()].filter((one) => one.parentId === parentId))
        : err(tree.error)
    },
    put(category: Category): void {
      read?.set(category.id, category)
    },
    /** What was refused in this run: it is not asked for again with each product. */
    faults,
    drop(id: number): void {
      read?.delete(id)
    },
  }
}

/** The same name to a merchant's eye. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b)

const plain = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
