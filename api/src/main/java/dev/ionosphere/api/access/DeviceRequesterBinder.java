package dev.ionosphere.api.access;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
final class DeviceRequesterBinder implements TypedRequestArgumentBinder<DeviceRequester> {

  @Override
  public Argument<DeviceRequester> argumentType() {
    return Argument.of(DeviceRequester.class);
  }

  @Override
  public BindingResult<DeviceRequester> bind(
      ArgumentConversionContext<DeviceRequester> context, HttpRequest<?> source) {
    Optional<DeviceRequester> device =
        source.getAttribute(DeviceAdmission.DEVICE, DeviceRequester.class);
    return () -> device;
  }
}
