import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTell } from '../ask/use-tell.ts'
import { Refused } from '../parts/refused.tsx'
import { useWords } from '../words/words.tsx'
import classes from './disconnect.module.css'

/** Ends a connection, after saying what that means. */
export function Disconnect({ service }: { service: 'lightspeed' | 'magento' }) {
  const { t } = useWords()
  const [opened, { open, close }] = useDisclosure(false)
  const disconnect = useTell('disconnect', ['status', 'connections', 'lists'])
  return (
    <>
      <Button size="compact-sm" variant="costly" onClick={open}>
        {t('connect.disconnect.action')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t(`connect.disconnect.${service}`)}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <p>{t('connect.disconnect.why')}</p>
        <Refused failure={disconnect.failure} />
        <div className={classes.ways}>
          <Button variant="filled" onClick={close} data-autofocus>
            {t('connect.disconnect.keep')}
          </Button>
          <Button
            variant="costly"
            disabled={disconnect.pending}
            onClick={() => disconnect.tell({ service }, close)}
          >
            {t('connect.disconnect.action')}
          </Button>
        </div>
      </Modal>
    </>
  )
}
