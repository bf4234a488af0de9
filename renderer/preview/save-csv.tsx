import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../shared/message.ts'
import { savePlan } from '../ipc.ts'
import { Refused } from '../parts/refused.tsx'
import { useWords } from '../words/words.tsx'
import classes from './preview.module.css'

type State = {
  readonly saving: boolean
  /** Where it was saved; null before, and where the merchant chose no file. */
  readonly file: string | null
  readonly failure: Failure | null
}

const before: State = { saving: false, file: null, failure: null }

/** The plan as a table for a spreadsheet, in a file that the merchant chooses. */
export function SaveCsv({ runId }: { runId: number }) {
  const { t } = useWords()
  const [{ saving, file, failure }, setState] = useState(before)
  const save = async () => {
    setState({ ...before, saving: true })
    const saved = await savePlan(runId)
    setState(
      saved.ok ? { ...before, file: saved.value } : { saving: false, file: null, failure: saved.error },
    )
  }
  return (
    <div className={classes.save}>
      <Button size="compact-sm" disabled={saving} onClick={() => void save()}>
        {t(saving ? 'preview.csv.saving' : 'preview.csv.action')}
      </Button>
      {file === null ? null : <span role="status">{t('preview.csv.saved', { file })}</span>}
      <Refused failure={failure} />
    </div>
  )
}
