import type { ItemState as ItemStateName } from '../../shared/item.ts'
import type { State } from '../../shared/status.ts'
import { Label } from '../parts/label.tsx'
import { Ring, StateShape } from '../parts/state-shape.tsx'
import { useWords } from '../words/words.tsx'

const shapes: Readonly<Record<ItemStateName, State | null>> = {
  online: 'up-to-date',
  waiting: 'waiting',
  'not-online': null,
  'needs-you': 'needs-you',
}

/** Where an item stands: shape, then word. */
export function ItemState({ state }: { state: ItemStateName }) {
  const { t } = useWords()
  const shape = shapes[state]
  return (
    <Label shape={shape === null ? <Ring /> : <StateShape state={shape} />}>
      {t(`catalogue.state.${state}`)}
    </Label>
  )
}
