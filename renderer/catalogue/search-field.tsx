import { TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useRef } from 'react'
import { SearchIcon } from '../parts/icons.tsx'
import { useWords } from '../words/words.tsx'
import classes from './search-field.module.css'

/** Answers while one types. `/` goes there from anywhere on the page, Escape empties it. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => field.current?.focus()]])
  return (
    <TextInput
      ref={field}
      type="search"
      className={classes.search}
      aria-label={t('catalogue.search')}
      placeholder={t('catalogue.search')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('')
      }}
      leftSection={<SearchIcon />}
      rightSection={value === '' ? <kbd className={classes.key}>/</kbd> : null}
    />
  )
}
