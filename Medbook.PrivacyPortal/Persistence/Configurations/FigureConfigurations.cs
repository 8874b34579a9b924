using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class RequestFigureConfiguration : IEntityTypeConfiguration<RequestFigure>
{
    public void Configure(EntityTypeBuilder<RequestFigure> figure)
    {
        // A period is read by the beginning of the key.
        figure.ToTable("RequestFigures").HasKey(f => new { f.On, f.Kind, f.State, f.Timing, f.Days });
        // What is open, however old it is.
        figure.HasIndex(f => f.State);
    }
}

internal sealed class ConsentFigureConfiguration : IEntityTypeConfiguration<ConsentFigure>
{
    public void Configure(EntityTypeBuilder<ConsentFigure> figure) => figure.ToTable("ConsentFigures").HasKey(f => new { f.On, f.Decision });
}
