import type { IntegrationMap } from '../model/map.ts';
import { jsonText } from './json.ts';

/** `mkt map --json`: `schema/map.schema.json`. */
export function mapJson({
  plugins,
  ties,
  categories,
  absent,
  unusable,
  isWithoutData,
}: IntegrationMap): string {
  return jsonText({
    plugins: plugins.map(
      ({ isAsked: asked, isElsewhere: elsewhere, category = null, mod = null, ...plugin }) => ({
        ...plugin,
        category,
        mod,
        asked,
        elsewhere,
      }),
    ),
    ties,
    categories: categories.map(({ from = null, to = null, pairs, count }) => ({ from, to, pairs, count })),
    absent,
    unusable,
    withoutData: isWithoutData,
  });
}
