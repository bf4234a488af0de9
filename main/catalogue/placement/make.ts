import { err, ok, type Result } from '../../../shared/result.ts'
import { type Category, createCategory } from '../../magento/categories.ts'
import type { MagentoError } from '../../magento/error.ts'
import { isPassing, pause } from '../apply/persist.ts'
import type { Sending } from '../apply/sending.ts'
import { slug } from '../apply/url-key.ts'
import type { TillPlace } from './placing.ts'
import { sameName } from './shop-tree.ts'

const MOST_ATTEMPTS = 4

/** How long a create whose answer was lost may still be running in the shop. */
const STILL_RUNNING_MS = 10_000

/** Web addresses for a category, in the order in which they are tried: siblings must not share one. */
export function categoryUrlKeys({ name, key }: Pick<TillPlace, 'name' | 'key'>): readonly string[] {
  const number = key.replace(':', '-')
  const fromName = slug(name)
  return fromName === '' ? [`category-${number}`] : [fromName, `${fromName}-${number}`]
}

/** Makes a category below another, under the first web address that is free there. */
export async function makeCategory(
  sending: Sending,
  place: TillPlace,
  parentId: number,
): Promise<Result<Category, MagentoError>> {
  let refused: MagentoError | null = null
  for (const urlKey of categoryUrlKeys(place)) {
    const made = await makeUnder(sending, { name: place.name, parentId, urlKey })
    if (made.ok || made.error.kind !== 'rejected' || made.error.status !== 400) return made
    refused = made.error
  }
  return err(refused ?? { kind: 'rejected', call: 'POST /V1/categories', status: 400, message: place.name })
}

/** Never sent again blindly: after a lost answer the category is looked for, as two of one name would stay two. */
async function makeUnder(
  sending: Sending,
  category: { readonly name: string; readonly parentId: number; readonly urlKey: string },
): Promise<Result<Category, MagentoError>> {
  const { tree } = sending
  const before = await tree.below(category.parentId)
  if (!before.ok) return before
  const known = new Set(before.value.map(({ id }) => id))
  for (let attempt = 1; ; attempt += 1) {
    const made = await createCategory(sending.magento, category)
    if (made.ok) {
      tree.put({ ...made.value, parentId: category.parentId })
      return made
    }
    const { error } = made
    if (isPassing(error)) sending.pace.bad()
    if (error.kind === 'answer-lost' || error.kind === 'internal-error') {
      await sending.clock.sleep(STILL_RUNNING_MS, sending.context.signal)
      const now = await tree.below(category.parentId, true)
      if (!now.ok) return now
      const found = now.value.find(({ id, name }) => !known.has(id) && sameName(name, category.name))
      if (found !== undefined) return ok(found)
    }
    if (!isPassing(error) || attempt === MOST_ATTEMPTS) return made
    await pause(sending, attempt, error)
  }
}
