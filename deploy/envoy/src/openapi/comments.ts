import type {
  DescEnum,
  DescEnumValue,
  DescField,
  DescFile,
  DescMessage,
  DescMethod,
  DescService,
} from "@bufbuild/protobuf";

type Commented = DescEnum | DescEnumValue | DescField | DescMessage | DescMethod | DescService;

/** What the contract says of something; lines are joined, paragraphs stay apart. */
export function sentence(type: Commented): string {
  const { file, path } = place(type);
  const key = path.join();
  const found = file.proto.sourceCodeInfo?.location.find((location) => location.path.join() === key);
  return (found?.leadingComments || found?.trailingComments || "")
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " ").trim())
    .join("\n\n");
}

/** Its first sentence, without the full stop. */
export function firstSentence(text: string): string {
  return (/^.*?(?=\.(\s|$)|$)/s.exec(text)?.[0] ?? text).trim();
}

/** Where a descriptor stands: field numbers of FileDescriptorProto and of what is within, each with an index. */
function place(type: Commented): { file: DescFile; path: number[] } {
  switch (type.kind) {
    case "message": {
      if (!type.parent) return { file: type.file, path: [4, type.file.proto.messageType.indexOf(type.proto)] };
      return within(type.parent, 3, type.parent.proto.nestedType.indexOf(type.proto));
    }
    case "enum": {
      if (!type.parent) return { file: type.file, path: [5, type.file.proto.enumType.indexOf(type.proto)] };
      return within(type.parent, 4, type.parent.proto.enumType.indexOf(type.proto));
    }
    case "service":
      return { file: type.file, path: [6, type.file.proto.service.indexOf(type.proto)] };
    case "field":
      return within(type.parent, 2, type.parent.proto.field.indexOf(type.proto));
    case "rpc":
      return within(type.parent, 2, type.parent.proto.method.indexOf(type.proto));
    case "enum_value":
      return within(type.parent, 2, type.parent.proto.value.indexOf(type.proto));
  }
}

function within(outer: DescEnum | DescMessage | DescService, number: number, index: number) {
  const { file, path } = place(outer);
  return { file, path: [...path, number, index] };
}
