import type { Core } from '../../shared/contract.ts'
import { type ExitCode, type Telling, tellFailure } from './io.ts'
import { table } from './table.ts'

/** `settings choices [text]`: categories of both sides and tags, with what a setting calls them. */
export async function showChoices(core: Core, telling: Telling, text = ''): Promise<ExitCode> {
  const lists = await core.ask('lists', {})
  if (!lists.ok) return tellFailure(telling, lists.error)
  const isWanted = (name: string): boolean => name.toLowerCase().includes(text.toLowerCase())
  const { shopCategories, places } = lists.value
  const magento = shopCategories.filter(({ path }) => isWanted(path))
  const lightspeed = places.filter(({ name }) => isWanted(name))
  if (telling.json) {
    telling.io.out(JSON.stringify({ lightspeed, magento }, null, 2))
    return 0
  }
  const rows = [
    ...lightspeed.map(({ key, name }) => ['Lightspeed', key, name]),
    ...magento.map(({ id, path }) => ['Magento', String(id), path]),
  ]
  for (const line of table(rows)) telling.io.out(line)
  return 0
}
