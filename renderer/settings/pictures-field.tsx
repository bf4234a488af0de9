import { Switch } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import type { RulesProps } from './selection-fields.tsx'

/** Whether the till's pictures go to the shop. */
export function PicturesField({ rules, onChange }: RulesProps) {
  const { t } = useWords()
  return (
    <Switch
      label={t('settings.pictures.label')}
      description={t('settings.pictures.hint')}
      checked={rules.pictures}
      onChange={(event) => onChange({ ...rules, pictures: event.currentTarget.checked })}
    />
  )
}
