import { Button, Menu } from '@mantine/core'
import { DownIcon } from '../parts/icons.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import { compare, everything, only, preview, useSync } from './sync.tsx'
import classes from './sync-button.module.css'

/** Sync now, and beside it what else can be synced. It is the main button of Overview, plain elsewhere. */
export function SyncButton() {
  const { t } = useWords()
  const { start, pending } = useSync()
  const { route, go } = useRouter()
  const variant = route.page === 'overview' ? 'filled' : 'default'
  return (
    <div className={classes.split}>
      <Button variant={variant} disabled={pending} onClick={() => start(everything)}>
        {t('frame.syncNow')}
      </Button>
      <Menu>
        <Menu.Target>
          <Button
            variant={variant}
            disabled={pending}
            aria-label={t('frame.syncMenu')}
            className={classes.more}
          >
            <DownIcon />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => start(everything)}>{t('frame.everything')}</Menu.Item>
          <Menu.Item onClick={() => start(only('catalogue'))}>{t('job.catalogue')}</Menu.Item>
          <Menu.Item onClick={() => start(only('stock'))}>{t('job.stock')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => start(preview, (run) => go({ page: 'preview', runId: run.id }))}>
            {t('frame.preview')}
          </Menu.Item>
          <Menu.Item onClick={() => start(compare)}>{t('frame.compare')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
