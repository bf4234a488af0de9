import type { Command } from 'commander'
import { message } from '../../shared/message.ts'
import type { Words } from '../../shared/say.ts'

/** Says what a verb or an option is for: `cli.help.<key>` of the text catalogue. */
export type Help = (key: string) => string

export const helpIn =
  (words: Words): Help =>
  (key) =>
    words.say(message(`cli.help.${key}`), 0)

/** The parser's own words on a help page, by the key of ours. */
const titles: Readonly<Record<string, string>> = {
  'Usage:': 'title.usage',
  'Arguments:': 'title.arguments',
  'Options:': 'title.options',
  'Commands:': 'title.commands',
}

/** Has the help pages of a command and of all under it speak the merchant's language, the parser's own words too. */
export function speakHelp(command: Command, help: Help): void {
  command.helpOption('-h, --help', help('help'))
  if (command.commands.length > 0) command.helpCommand(`help [${help('title.command')}]`, help('help'))
  command.configureHelp({
    styleTitle: (title) => (titles[title] === undefined ? title : help(titles[title])),
    styleUsage: (usage) => usage.replace('[command]', `[${help('title.command')}]`),
    styleDescriptionText: (text) => text.replace('(default: ', `(${help('title.default')} `),
  })
  for (const each of command.commands) speakHelp(each, help)
}
