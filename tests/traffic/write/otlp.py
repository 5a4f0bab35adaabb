"""Records spans of a service and of its client: `python otlp.py OUT`.

Needs `opentelemetry-sdk`, `opentelemetry-exporter-otlp-proto-common`,
`opentelemetry-instrumentation-wsgi` and `opentelemetry-instrumentation-urllib`. With
OTEL_SEMCONV_STABILITY_OPT_IN=http in the environment the attributes have their new names, else the
old ones. Each export is one line, as the collector's file exporter writes it.
"""

import contextlib
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from wsgiref.simple_server import make_server

from google.protobuf.json_format import MessageToJson
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.instrumentation.urllib import URLLibInstrumentor
from opentelemetry.instrumentation.wsgi import OpenTelemetryMiddleware
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult
from server import Quiet, app


class Lines(SpanExporter):
    """Appends each export to a file."""

    def __init__(self, out: Path):
        self.out = out

    def export(self, spans):
        with self.out.open("a") as lines:
            lines.write(MessageToJson(encode_spans(spans), indent=None) + "\n")
        return SpanExportResult.SUCCESS


def main(out: Path) -> None:
    out.unlink(missing_ok=True)
    provider = TracerProvider(resource=Resource.create({"service.name": "pets"}))
    provider.add_span_processor(SimpleSpanProcessor(Lines(out)))
    trace.set_tracer_provider(provider)
    URLLibInstrumentor().instrument()
    server = make_server("127.0.0.1", 0, OpenTelemetryMiddleware(app), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place = f"http://127.0.0.1:{server.server_port}"
    with trace.get_tracer("sample").start_as_current_span("a step within the service"):
        urllib.request.urlopen(f"{place}/pets/7?fields=name").read()
    pet = urllib.request.Request(f"{place}/pets", data=b'{"name": "Rex"}', method="POST")
    urllib.request.urlopen(pet).read()
    with contextlib.suppress(urllib.error.HTTPError):
        urllib.request.urlopen(f"{place}/pets/404").read()
    server.shutdown()


main(Path(sys.argv[1]))
