import {
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Menu,
  Modal,
  NumberInput,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'
import classes from './theme.module.css'

const field = {
  classNames: { input: classes.field, label: classes.label, description: classes.hint, error: classes.error },
}
const motion = { duration: 120, transition: 'fade' as const }
const tick = {
  classNames: {
    input: classes.tick,
    label: classes.choice,
    description: `${classes.hint} ${classes.choiceHint}`,
  },
}

/** Mantine brings behaviour and reach for screen readers; what it looks like is ours, from the tokens. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '14px' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default' },
      classNames: { root: classes.button, label: classes.buttonLabel },
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: motion, position: 'bottom-end', offset: 4 },
      classNames: { dropdown: classes.menu, item: classes.menuItem },
    }),
    Modal: Modal.extend({ defaultProps: { transitionProps: motion, centered: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { transitionProps: motion, openDelay: 300 } }),
    TextInput: TextInput.extend(field),
    Textarea: Textarea.extend(field),
    NumberInput: NumberInput.extend({ ...field, defaultProps: { hideControls: true } }),
    Select: Select.extend({
      defaultProps: { allowDeselect: false, comboboxProps: { transitionProps: motion } },
      classNames: { ...field.classNames, dropdown: classes.menu, option: classes.menuItem },
    }),
    Checkbox: Checkbox.extend(tick),
    Switch: Switch.extend({
      classNames: {
        label: classes.choice,
        description: `${classes.hint} ${classes.choiceHint}`,
        track: classes.track,
      },
    }),
    SegmentedControl: SegmentedControl.extend({
      classNames: { root: classes.segments, label: classes.segment, indicator: classes.segmentOn },
    }),
    Radio: Radio.extend({
      classNames: {
        radio: classes.tick,
        label: classes.choice,
        description: `${classes.hint} ${classes.choiceHint}`,
      },
    }),
  },
})

const tokens = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text2)',
  '--mantine-color-placeholder': 'var(--text2)',
  '--mantine-color-error': 'var(--broken)',
  '--mantine-color-default': 'var(--bg)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-primary-color-filled': 'var(--accent-fill)',
  '--mantine-primary-color-filled-hover': 'var(--accent-fill)',
  '--mantine-color-anchor': 'var(--accent)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens })
