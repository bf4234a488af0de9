import { useMemo } from 'react'
import type { ItemRow } from '../../shared/item.ts'
import type { Pages } from '../ask/use-pages.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { useWords } from '../words/words.tsx'
import { useItemColumns } from './columns.tsx'

type ItemTableProps = {
  readonly items: Pages<ItemRow>
  /** The panel stands beside it. */
  readonly narrow: boolean
  readonly openId: string | null
  readonly open: (itemId: string | null) => void
  readonly selected: ReadonlySet<string>
  readonly select: (selected: ReadonlySet<string>) => void
}

export function ItemTable({ items, narrow, openId, open, selected, select }: ItemTableProps) {
  const { t } = useWords()
  const toggle = (itemId: string) => {
    const next = new Set(selected)
    if (!next.delete(itemId)) next.add(itemId)
    select(next)
  }
  const columns = useItemColumns({ isSelected: (itemId) => selected.has(itemId), toggle })
  const hidden = useMemo(() => ({ select: !narrow, sent: !narrow }), [narrow])
  return (
    <VirtualTable
      label={t('nav.catalogue')}
      columns={columns}
      visible={hidden}
      total={items.first.data?.total ?? 0}
      row={items.row}
      rowId={({ itemId }) => itemId}
      onSight={items.show}
      openId={openId}
      onOpen={open}
      onToggle={toggle}
      isSelected={(itemId) => selected.has(itemId)}
    />
  )
}
