import { Button } from '@mantine/core'
import { asSentence } from '../../shared/typography.ts'
import { useStatus } from '../ask/use-status.ts'
import { useTell } from '../ask/use-tell.ts'
import { StateShape } from '../parts/state-shape.tsx'
import { useRouter } from '../route.tsx'
import { Said } from '../words/said.tsx'
import { useNow } from '../words/use-now.ts'
import { useWords } from '../words/words.tsx'
import { PauseButton } from './pause-button.tsx'
import classes from './state-bar.module.css'
import { useSync } from './sync.tsx'
import { SyncButton } from './sync-button.tsx'

/** Is it all right? One sentence with its age, the loudest line of every page; and the two things one can do. */
export function StateBar() {
  const { t, say } = useWords()
  const now = useNow()
  const status = useStatus()
  const { result } = useSync()
  const { go } = useRouter()
  const working = status.running.length > 0
  const second = result ?? status.more
  return (
    <header className={classes.bar} data-tall={working && second !== null}>
      <StateShape state={status.state} size={22} />
      <p className={classes.words}>
        <strong className={classes.sentence}>{asSentence(say(status.sentence, now))}</strong>{' '}
        {second === null ? null : <span className={classes.more}>{asSentence(say(second, now))}</span>}
      </p>
      <Announced />
      <div className={classes.ways}>
        {status.setUp === 'done' ? (
          <>
            {working ? null : <SyncButton />}
            <PauseButton />
          </>
        ) : (
          <Button variant="filled" onClick={() => go({ page: 'connect' })}>
            {t(`frame.setUp.${status.setUp}`)}
          </Button>
        )}
        {working ? <CancelButton /> : null}
      </div>
    </header>
  )
}

/** Screen readers hear a new state or the end of a sync once, not an age that moves each second. */
function Announced() {
  const { t } = useWords()
  const { state } = useStatus()
  const { result } = useSync()
  return (
    <span role="status" className={classes.unseen}>
      {t(`state.${state}`)} {result === null ? null : <Said message={result} />}
    </span>
  )
}

function CancelButton() {
  const { t } = useWords()
  const { running } = useStatus()
  const cancel = useTell('cancelRun')
  return (
    <Button
      disabled={cancel.pending}
      onClick={() => {
        for (const run of running) cancel.tell({ runId: run.id })
      }}
    >
      {t('frame.cancel')}
    </Button>
  )
}
