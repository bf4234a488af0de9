import type { State } from './model.ts'

export type Version = '2.2' | '2.3' | '2.4.3' | '2.4.7'

/** What differs from version to version. */
export type Traits = {
  /** `HMAC-SHA1` is taken too. */
  sha1: boolean
  /** An integration's token is taken as a bearer without being allowed to. */
  bearer: boolean
  /** The texts are those of 2.2. */
  oldTexts: boolean
  /** A page beyond the last: the last one again, or none. */
  beyondLast: 'repeat' | 'empty'
  msi: boolean
  /** What asynchronous calls need: RabbitMQ, nothing but the database, or they do not exist. */
  async: 'none' | 'amqp' | 'database'
  /** An operation's id in a bulk: its index, or its number in the database. */
  operationId: 'index' | 'database'
  /** Input limits that no setting switches off. */
  limits: { items: number; pageSize: number; defaultPageSize: number } | undefined
  /** How adding an option answers, and what a label that is taken does. */
  optionAnswer: 'true' | 'placeholder' | 'id'
  changesOptions: boolean
  /** A member that nobody knows: an internal error or a refusal that names it. */
  unknownMember: 'internal' | 'named'
  /** A scope that nobody knows: 404 like any unknown route, or refused before routing. */
  unknownScope: 404 | 400
  /** Digits of decimal attributes. */
  decimals: 4 | 6
  /** Websites sent with a new product count. */
  websitesOnCreate: boolean
  /** A save in a store view gives the view a value of its own for everything. */
  copiesDefaults: boolean
  /** `category_ids` of a save takes a product out of the others. */
  categoryIdsReplace: boolean
  /** Products in lists carry websites, categories and pictures. */
  fullLists: boolean
  codeLength: 30 | 60
  /** A quantity above nothing puts back in stock what a quantity of nothing took out. */
  comesBack: boolean
  /** Pictures with a role in another scope cannot be removed. */
  keepsForeignRoles: boolean
  /** Conditions that lists know beside the usual ones. */
  lateConditions: boolean
  /** An administrator needs a second factor. */
  twoFactor: boolean
  /** Bundled modules that are not there yet. */
  lacks: RegExp
  /** As `/magento_version` says it. */
  name: string
}

const newest: Traits = {
  sha1: false,
  bearer: false,
  oldTexts: false,
  beyondLast: 'empty',
  msi: true,
  async: 'database',
  operationId: 'index',
  limits: undefined,
  optionAnswer: 'id',
  changesOptions: true,
  unknownMember: 'named',
  unknownScope: 400,
  decimals: 6,
  websitesOnCreate: true,
  copiesDefaults: false,
  categoryIdsReplace: true,
  fullLists: true,
  codeLength: 60,
  comesBack: true,
  keepsForeignRoles: true,
  lateConditions: true,
  twoFactor: true,
  lacks: /^$/,
  name: '2.4',
}

const v243: Traits = {
  ...newest,
  sha1: true,
  bearer: true,
  async: 'amqp',
  limits: { items: 20, pageSize: 300, defaultPageSize: 20 },
  unknownMember: 'internal',
  comesBack: false,
  keepsForeignRoles: false,
  lacks: /JwtUserToken|JwtFrameworkAdapter/,
}

const v23: Traits = {
  ...v243,
  beyondLast: 'repeat',
  operationId: 'database',
  limits: undefined,
  optionAnswer: 'placeholder',
  changesOptions: false,
  copiesDefaults: true,
  twoFactor: false,
  lacks: /Jwt|TwoFactorAuth/,
  name: '2.3',
}

const v22: Traits = {
  ...v23,
  oldTexts: true,
  msi: false,
  async: 'none',
  optionAnswer: 'true',
  unknownScope: 404,
  decimals: 4,
  websitesOnCreate: false,
  categoryIdsReplace: false,
  fullLists: false,
  codeLength: 30,
  comesBack: true,
  lateConditions: false,
  lacks: /Jwt|TwoFactorAuth|^Magento_Inventory|AsynchronousOperations|WebapiAsync|MessageQueue|MysqlMq/,
  name: '2.2',
}

const versions: Record<Version, Traits> = { '2.2': v22, '2.3': v23, '2.4.3': v243, '2.4.7': newest }

/** Sources: recorded Magento 2.4.7; issues and code of the other versions, as each point's test says. */
export function traitsOf({ settings }: Pick<State, 'settings'>): Traits {
  return versions[settings.version]
}

/** Whether the multi source inventory is there: the version has it and nobody switched it off. */
export function hasMsi(state: Pick<State, 'settings'>): boolean {
  return state.settings.msi && traitsOf(state).msi
}
