import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Override } from '../../shared/override.ts'
import { useCurrency } from '../ask/use-currency.ts'
import { fieldName, fieldValue } from '../catalogue/panel/field-value.ts'
import { useWords } from '../words/words.tsx'
import classes from './overrides.module.css'

const SHOWN = 5

/** Values that Magento keeps by website, not by store view. */
const byWebsite = new Set(['price', 'special_price', 'status', 'tax_class_id'])

type ClearProps = {
  readonly rows: readonly [Override, ...Override[]]
  readonly what: string
  /** The store view's name. */
  readonly view: string
  readonly disabled: boolean
  readonly clear: () => void
}

/** Shows what would be lost and what would be shown instead, and asks. */
export function Clear({ rows, what, view, disabled, clear }: ClearProps) {
  const words = useWords()
  const { t } = words
  const currency = useCurrency()
  const [opened, { open, close }] = useDisclosure(false)
  const [{ attribute }] = rows
  const show = (value: string) => fieldValue(attribute, value, words, currency)
  return (
    <>
      <Button
        size="compact-sm"
        disabled={disabled}
        aria-label={t('overrides.clearName', { what })}
        onClick={open}
      >
        {t('overrides.clear')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('overrides.ask', { view })}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <p>{t('overrides.will', { attribute: fieldName(attribute, words), view, count: rows.length })}</p>
        {byWebsite.has(attribute) ? <p>{t('overrides.website')}</p> : null}
        <ul className={classes.examples}>
          {rows.slice(0, SHOWN).map(({ sku, name, own, inAll }) => (
            <li key={sku}>
              <span className={classes.quiet}>
                {name} ({sku})
              </span>
              <span>
                <del>{show(own)}</del> → {show(inAll)}
              </span>
            </li>
          ))}
        </ul>
        {rows.length > SHOWN ? <p>{t('cli.more', { count: rows.length - SHOWN })}</p> : null}
        <div className={classes.ways}>
          <Button variant="filled" onClick={close} data-autofocus>
            {t('overrides.keep')}
          </Button>
          <Button
            variant="costly"
            onClick={() => {
              close()
              clear()
            }}
          >
            {t('overrides.confirm', { count: rows.length })}
          </Button>
        </div>
      </Modal>
    </>
  )
}
