import type {
  SettingsServiceDefinition,
  UpdateSettingsRequest,
} from "@platform/grpc/platform/user/v1/settings_service.ts";
import { Audience, ColorScheme, ProfileField } from "@platform/grpc/platform/user/v1/user.ts";
import { type Handlers, refuse } from "@platform/kit";
import { type Audience as AudienceName, type Field, fields, open, readPrivacy, setPrivacy } from "../privacy.ts";
import { findProfile } from "../profiles.ts";
import { changeSettings, readSettings, type Settings } from "../settings.ts";

export const settings: Handlers<typeof SettingsServiceDefinition> = {
  async getSettings(_request, ctx) {
    return { settings: presentSettings(await readSettings(ctx.db, ctx.person.id)) };
  },

  async updateSettings(request, ctx) {
    const change = readChange(request);
    const changed = await ctx.tx(async (tx) => {
      await findProfile(tx, ctx.person.id);
      return changeSettings(tx, ctx.person.id, change);
    });
    return { settings: presentSettings(changed) };
  },

  async listPrivacy(_request, ctx) {
    const table = (await readPrivacy(ctx.db, [ctx.person.id])).get(ctx.person.id) ?? open;
    return { privacy: fields.map((field) => ({ field: ProfileField[field], audience: Audience[table[field]] })) };
  },

  async updatePrivacy({ field, audience }, ctx) {
    await ctx.tx(async (tx) => {
      await findProfile(tx, ctx.person.id);
      await setPrivacy(tx, ctx.person.id, ProfileField[field] as Field, Audience[audience] as AudienceName);
    });
    return { privacy: { field, audience } };
  },
};

function presentSettings({ colorScheme, serif }: Settings) {
  return { colorScheme: ColorScheme[colorScheme], serif };
}

const readers: Record<string, (request: UpdateSettingsRequest) => Partial<Settings>> = {
  color_scheme: ({ colorScheme }) => ({
    colorScheme: colorScheme === ColorScheme.UNSPECIFIED ? "AUTO" : (ColorScheme[colorScheme] as "LIGHT"),
  }),
  serif: ({ serif }) => ({ serif }),
};

function readChange(request: UpdateSettingsRequest): Partial<Settings> {
  const changes = (request.updateMask ?? []).map((path) => {
    const read = Object.hasOwn(readers, path) ? readers[path] : undefined;
    if (!read) throw refuse.invalid({ update_mask: `${path} is no setting` });
    return read(request);
  });
  return Object.assign({}, ...changes);
}
