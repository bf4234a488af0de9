import { useState } from 'react'
import { assertNever } from '../../shared/result.ts'
import { useStatus } from '../ask/use-status.ts'
import classes from './first-run.module.css'
import { GoStep } from './go-step.tsx'
import { OnlineStep } from './online-step.tsx'
import { Rail } from './rail.tsx'
import { ShopStep } from './shop-step.tsx'
import { firstOpen, type Step, type StepProps, steps } from './steps.ts'
import { StockStep } from './stock-step.tsx'
import { TillStep } from './till-step.tsx'

/** Five steps that can be left at any time and gone on with later. Nothing is written before the last one. */
export function FirstRun() {
  const status = useStatus()
  const [step, setStep] = useState(() => firstOpen(status))
  const move = (by: number) => setStep(steps[steps.indexOf(step) + by] ?? step)
  return (
    <div className={classes.frame}>
      <Rail step={step} open={setStep} />
      <div className={classes.body}>
        <Content step={step} next={() => move(1)} back={() => move(-1)} />
      </div>
    </div>
  )
}

function Content({ step, ...moves }: StepProps & { step: Step }) {
  switch (step) {
    case 'till':
      return <TillStep {...moves} />
    case 'shop':
      return <ShopStep {...moves} />
    case 'stock':
      return <StockStep {...moves} />
    case 'online':
      return <OnlineStep {...moves} />
    case 'go':
      return <GoStep {...moves} />
    default:
      return assertNever(step, 'first-run step')
  }
}
