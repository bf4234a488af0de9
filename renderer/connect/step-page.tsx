import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import classes from './step-page.module.css'
import { type Step, steps } from './steps.ts'

type StepPageProps = {
  readonly step: Step
  readonly children: ReactNode
  /** The bottom bar, from its start: back, words, the ways on. */
  readonly bar: ReactNode
}

/** One step of setting up: its title, what is asked, and the bar to go on. */
export function StepPage({ step, children, bar }: StepPageProps) {
  const { t } = useWords()
  return (
    <>
      <main className={classes.page}>
        <p className={classes.count}>
          {t('connect.stepOf', { step: steps.indexOf(step) + 1, of: steps.length })}
        </p>
        <h1 className={classes.title}>{t(`connect.step.${step}.title`)}</h1>
        {children}
      </main>
      <footer className={classes.bar}>{bar}</footer>
    </>
  )
}
