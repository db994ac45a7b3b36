import { useQuery } from "@connectrpc/connect-query";
import { useMantineColorScheme } from "@mantine/core";
import { SettingsService } from "@platform/connect/platform/user/v1/settings_service_pb.ts";
import { ColorScheme, type Settings } from "@platform/connect/platform/user/v1/user_pb.ts";
import { useEffect, useEffectEvent } from "react";
import { useDevice } from "../../lib/device.ts";

const schemes = {
  [ColorScheme.UNSPECIFIED]: "auto",
  [ColorScheme.AUTO]: "auto",
  [ColorScheme.LIGHT]: "light",
  [ColorScheme.DARK]: "dark",
} as const;

/** Gives this device the looks that the person chose, on whichever device they did. */
export default function ApplySettings() {
  const { setColorScheme } = useMantineColorScheme();
  const { serif } = useDevice();
  const { data } = useQuery(SettingsService.method.getSettings, {}, { staleTime: Number.POSITIVE_INFINITY });
  const settings = data?.settings;

  const apply = useEffectEvent((chosen: Settings) => {
    setColorScheme(schemes[chosen.colorScheme]);
    useDevice.setState({ serif: chosen.serif });
  });
  useEffect(() => {
    if (settings) apply(settings);
  }, [settings]);

  useEffect(() => {
    document.documentElement.toggleAttribute("data-serif", serif);
    if (serif) void import("@fontsource-variable/source-serif-4/wght.css");
  }, [serif]);

  return null;
}
