import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { ItemFilter, ItemPage, ItemRow } from '../../shared/item.ts'
import { question } from '../ask/use-ask.ts'
import { usePages } from '../ask/use-pages.ts'
import { Asked } from '../parts/asked.tsx'
import { Bones } from '../parts/bones.tsx'
import { catalogue, useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import classes from './catalogue.module.css'
import { Chips } from './chips.tsx'
import { ItemTable } from './item-table.tsx'
import { NoItems } from './no-items.tsx'
import { Panel } from './panel/panel.tsx'
import { SearchField } from './search-field.tsx'
import { SelectionBar } from './selection-bar.tsx'

const TYPING_MS = 120

/** Every item of the till with its state; a row opens beside it why that is so. */
export function Catalogue({ itemId, filter }: { itemId: string | null; filter: ItemFilter }) {
  const { t } = useWords()
  const { go } = useRouter()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const items = usePages<ItemRow, ItemPage>((range) => question('items', { filter, search, ...range }))
  const open = useMemo(() => (id: string | null) => go(catalogue(id, filter)), [go, filter])

  return (
    <div className={classes.page}>
      <div className={classes.list} data-panel={itemId !== null}>
        <header className={classes.head}>
          <h1>{t('nav.catalogue')}</h1>
          <SearchField value={typed} onChange={setTyped} />
          <Chips
            counts={items.first.data?.counts}
            chosen={filter}
            choose={(next) => go(catalogue(itemId, next))}
          />
        </header>
        <Asked
          asked={items.first}
          bones={
            <div className={classes.bones}>
              <Bones rows={10} />
            </div>
          }
        >
          {({ total }) =>
            total === 0 ? (
              <NoItems
                search={search}
                filter={filter}
                clear={() => {
                  setTyped('')
                  go(catalogue(null))
                }}
              />
            ) : (
              <ItemTable
                key={`${filter} ${search}`}
                items={items}
                narrow={itemId !== null}
                openId={itemId}
                open={open}
                selected={selected}
                select={setSelected}
              />
            )
          }
        </Asked>
        {selected.size > 0 ? <SelectionBar selected={selected} clear={() => setSelected(new Set())} /> : null}
      </div>
      {itemId === null ? null : <Panel key={itemId} itemId={itemId} close={() => open(null)} />}
    </div>
  )
}
