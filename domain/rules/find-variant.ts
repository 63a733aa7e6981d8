import { ruleDefinitions } from './index.ts';
import type { RuleDocument } from './rule-document.ts';
import type { Variant } from './rule-type.ts';

/** What the rule's type declares for its kind and value type; a value type that is left out is the default one. */
export function findVariant(document: Pick<RuleDocument, 'type' | 'kind' | 'valueType'>): Variant | undefined {
  const variants: readonly Variant[] = ruleDefinitions[document.type].variants;
  const ofKind = variants.filter(({ kind }) => kind === document.kind);
  return (
    ofKind.find(({ valueType }) => valueType === document.valueType) ??
    (document.valueType === undefined ? ofKind.find(({ isDefault }) => isDefault) : undefined)
  );
}
