import type { Finding } from '../../../shared/check-up.ts'
import { message } from '../../../shared/message.ts'
import type { Facts, ShopFacts } from './facts.ts'
import { fixedValues, followed, usedPriceLevels } from './mapping-facts.ts'
import { good, mend } from './verdicts.ts'

/** Whether what the merchant's settings name is there. A list that could not be read is not judged. */
export const judgeSettings = (facts: Facts): Finding[] => [
  ...(facts.shop.ok ? judgeSources(facts, facts.shop.value) : []),
  ...(facts.shop.ok ? judgeTaxClass(facts, facts.shop.value) : []),
  ...(facts.shop.ok ? judgeSets(facts, facts.shop.value) : []),
  ...(facts.shop.ok ? judgeAttributes(facts, facts.shop.value) : []),
  ...judgePriceLevels(facts),
  ...(facts.shop.ok ? judgeBarcodes(facts, facts.shop.value) : []),
]

function judgeSources({ rules }: Facts, { sources, connected }: ShopFacts): Finding[] {
  if (sources === null || !connected.multiSource) return []
  const usable = new Set(sources.filter(({ enabled }) => enabled).map(({ code }) => code))
  const wanted = rules.shopSources.length === 0 ? ['default'] : rules.shopSources.map(({ source }) => source)
  const missing = [...new Set(wanted)].filter((code) => !usable.has(code))
  return missing.length === 0
    ? []
    : [
        mend(
          'sources',
          message('checkUp.sources.missing', { count: missing.length }),
          message('checkUp.sources.missingCure'),
          missing,
        ),
      ]
}

/** `0` stands for "none" in Magento and is in no list. */
function judgeTaxClass({ mapping }: Facts, { taxClasses }: ShopFacts): Finding[] {
  if (taxClasses === null) return []
  const missing = fixedValues(mapping, 'tax_class_id').filter(
    (id) => id !== '0' && !taxClasses.some((known) => known.id === id),
  )
  return missing.length === 0
    ? [good('tax-class', message('checkUp.tax-class.good'))]
    : [mend('tax-class', message('checkUp.tax-class.missing'), message('checkUp.tax-class.cure'), missing)]
}

function judgeSets({ mapping }: Facts, { attributeSets }: ShopFacts): Finding[] {
  if (attributeSets === null) return []
  const missing = fixedValues(mapping, 'attribute_set_id').filter(
    (id) => !attributeSets.some((known) => String(known.id) === id),
  )
  return missing.length === 0
    ? [good('attribute-set', message('checkUp.attribute-set.good'))]
    : [
        mend(
          'attribute-set',
          message('checkUp.attribute-set.missing'),
          message('checkUp.attribute-set.cure'),
          missing,
        ),
      ]
}

/** Magento drops values of attributes that a product's set lacks, in silence (recorded 2.4.7). */
function judgeAttributes({ mapping }: Facts, { attributes }: ShopFacts): Finding[] {
  if (attributes.size === 0) return []
  const targets = followed(mapping)
    .map(({ target }) => target)
    .filter((target) => target !== 'attribute_set_id')
  const missing = targets.filter((target) =>
    [...attributes.values()].some((codes) => !codes.includes(target)),
  )
  return missing.length === 0
    ? [good('attributes', message('checkUp.attributes.good'))]
    : [
        mend(
          'attributes',
          message('checkUp.attributes.missing', { count: missing.length }),
          message('checkUp.attributes.cure'),
          missing,
        ),
      ]
}

function judgePriceLevels({ mapping, till }: Facts): Finding[] {
  const levels = till.ok ? till.value.priceLevels : null
  if (levels === null) return []
  const missing = usedPriceLevels(mapping).filter((id) => !levels.some(({ useTypeId }) => useTypeId === id))
  return missing.length === 0
    ? [good('price-level', message('checkUp.price-level.good'))]
    : [
        mend(
          'price-level',
          message('checkUp.price-level.missing'),
          message('checkUp.price-level.cure'),
          missing,
        ),
      ]
}

function judgeBarcodes({ rules: { barcodeAttribute } }: Facts, { textAttributes }: ShopFacts): Finding[] {
  if (barcodeAttribute === null || textAttributes === null) return []
  return textAttributes.some(({ code }) => code === barcodeAttribute)
    ? [good('barcode-attribute', message('checkUp.barcode-attribute.good'))]
    : [
        mend(
          'barcode-attribute',
          message('checkUp.barcode-attribute.missing'),
          message('checkUp.barcode-attribute.cure'),
          [barcodeAttribute],
        ),
      ]
}
