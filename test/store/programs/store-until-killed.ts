import { openLedger } from '../../../main/store/ledger.ts'
import { systemClock } from '../../../main/support/clock.ts'
import { ItemId } from '../../../shared/ids.ts'

/** Stores ten items at a time until it is killed. */
const [, , file = ''] = process.argv
const opened = openLedger({
  file,
  clock: systemClock,
  log: { info: () => {}, warn: () => {}, error: () => {} },
})
if (!opened.ok) throw new Error(opened.error.kind)

for (let id = 1; ; id += 10) {
  opened.value.items.store(
    Array.from({ length: 10 }, (_, index) => ({
      itemId: ItemId.parse(String(id + index)),
      timeStamp: '2026-02-01T08:00:00+00:00',
      archived: false,
      matrixId: null,
      itemType: 'default',
      name: `Helmet ${id + index}`,
      customSku: '',
      systemSku: '',
      manufacturerSku: '',
      upc: '',
      ean: '',
      published: true,
      categoryId: null,
      tagIds: [],
      components: [],
      sku: null,
      digest: { record: String(id + index), stock: null },
      raw: {},
    })),
  )
  process.stdout.write('.')
}
