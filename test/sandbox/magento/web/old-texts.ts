/** Texts of 2.2 where they are others, by the later ones. Sources: Magento 2.2.5's and 2.4.6's own messages. */
const texts: readonly (readonly [later: RegExp, old: string])[] = [
  [
    /^The consumer isn't authorized to access %resources\.$/,
    'Consumer is not authorized to access %resources',
  ],
  [/^"%fieldName" is required\. Enter and try again\.$/, '%fieldName is a required field.'],
  [/^The product that was requested doesn't exist\..*$/, "Requested product doesn't exist"],
  [/^The entity that was requested doesn't exist\..*$/, "Requested entity doesn't exist"],
  [/^The product was unable to be saved\..*$/, 'Unable to save product'],
  [/^The signature is invalid\..*$/, 'Invalid signature'],
  [/^The token length is invalid\..*$/, 'Token is not the correct length'],
  [/^The "%1" Oauth version isn't supported\.$/, 'OAuth version %1 is not supported'],
  [/^The "(.+)" attribute value is empty\..*$/, 'The value of attribute "$1" must be set'],
  [/^The "%1" attribute name is invalid\..*$/, 'Invalid attribute name: %1'],
  [/^No image with the provided ID was found\..*$/, 'There is no image with provided ID.'],
  [/^The image content is invalid\..*$/, 'The image content is not valid.'],
]

export function oldText(text: string): string {
  for (const [later, old] of texts) if (later.test(text)) return text.replace(later, old)
  return text
}
