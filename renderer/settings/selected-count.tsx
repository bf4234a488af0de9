import { useDebouncedValue } from '@mantine/hooks'
import type { Rules } from '../../shared/rules.ts'
import { useAsk } from '../ask/use-ask.ts'
import { useWords } from '../words/words.tsx'

/** How many items these rules take in, before they are saved. */
export function SelectedCount({ rules }: { rules: Rules }) {
  const { t } = useWords()
  const [settled] = useDebouncedValue(rules, 200)
  const { data } = useAsk('countSelected', { rules: settled }, { keep: true })
  if (data === undefined) return null
  if (data.items === 0) return t('settings.selection.notRead')
  return t('settings.selection.count', { selected: data.selected, items: data.items })
}
