import { useStatus } from '../ask/use-status.ts'
import { StateShape } from '../parts/state-shape.tsx'
import { TextButton } from '../parts/text-button.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import classes from './rail.module.css'
import { type Step, steps } from './steps.ts'

/** The steps, where one stands, and what is done. Done steps can be opened again. */
export function Rail({ step, open }: { step: Step; open: (step: Step) => void }) {
  const { t } = useWords()
  const { setUp } = useStatus()
  const { go } = useRouter()
  const reach = setUp === 'lightspeed' ? 0 : setUp === 'magento' ? 1 : steps.length - 1
  const at = steps.indexOf(step)
  return (
    <nav className={classes.rail} aria-label={t('connect.rail.title')}>
      <p className={classes.title}>{t('connect.rail.title')}</p>
      <p className={classes.hint}>{t('connect.rail.hint')}</p>
      <ol>
        {steps.map((name, index) => (
          <li key={name}>
            <button
              type="button"
              className={classes.step}
              aria-current={name === step ? 'step' : undefined}
              disabled={index > reach}
              title={t(`connect.step.${name}.name`)}
              onClick={() => open(name)}
            >
              <span className={classes.mark}>
                {index < Math.max(at, reach === steps.length - 1 ? 2 : reach) && name !== step ? (
                  <StateShape state="up-to-date" />
                ) : (
                  index + 1
                )}
              </span>
              <span className={classes.words}>
                <span className={classes.name}>{t(`connect.step.${name}.name`)}</span>
                <span className={classes.hint}>{t(`connect.step.${name}.hint`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div className={classes.later}>
        <TextButton onClick={() => go({ page: 'overview' })}>{t('connect.rail.later')}</TextButton>
      </div>
    </nav>
  )
}
